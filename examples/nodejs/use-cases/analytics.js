const fs = require('fs');
const { Kafka } = require('kafkajs');

const kafka = new Kafka({
  clientId: 'analytics-processor',
  brokers: (process.env.KAFKA_BOOTSTRAP_SERVERS || 'localhost:9092').split(',')
});

const consumer = kafka.consumer({ groupId: process.env.KAFKA_CONSUMER_GROUP || 'node-analytics-processor' });

// The place for your own database: this one is a file of JSON lines, with the sprint as primary key.
const file = process.env.ANALYTICS_FILE || 'analytics.jsonl';
const known = new Set(
  (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '')
    .split('\n')
    .filter((line) => line)
    .map((line) => JSON.parse(line).sprint_id)
);

const analyticsDb = {
  async insert(row) {
    if (known.has(row.sprint_id)) {
      return; // the event came again, as after a crash
    }
    fs.appendFileSync(file, JSON.stringify(row) + '\n');
    known.add(row.sprint_id);
    console.log(JSON.stringify(row));
  }
};

// Update analytics database with sprint data.
async function handleSprintCreated(event) {
  await analyticsDb.insert({
    sprint_id: event.data.sprint_id,
    name: event.data.sprint_name,
    team_size: event.data.team_members_count,
    created_at: event.timestamp
  });
}

async function run() {
  await consumer.connect();
  await consumer.subscribe({ topics: ['sprint.lifecycle'], fromBeginning: true });

  await consumer.run({
    eachMessage: async ({ message }) => {
      const event = JSON.parse(message.value.toString());
      if (event.event_type === 'sprint.created') {
        await handleSprintCreated(event);
      }
    },
  });
}

run().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
