const { Kafka } = require('kafkajs');

const kafka = new Kafka({
  clientId: 'dashboard',
  brokers: (process.env.KAFKA_BOOTSTRAP_SERVERS || 'localhost:9092').split(',')
});

// Each process sees all events, so each has a group of its own.
const consumer = kafka.consumer({
  groupId: process.env.KAFKA_CONSUMER_GROUP || `node-dashboard-${process.pid}`
});

// The place for your own WebSocket library: this one prints what it would push.
async function broadcast({ channel, message }) {
  console.log(JSON.stringify({ channel, message }));
}

// Push updates to WebSocket clients.
async function handleTeamMemberUpdated(event) {
  const sprintId = event.data.sprint_id;

  // Notify all WebSocket clients watching this sprint
  await broadcast({
    channel: `sprint-${sprintId}`,
    message: {
      type: 'team_updated',
      data: event.data
    }
  });
}

async function run() {
  await consumer.connect();
  await consumer.subscribe({ topics: ['sprint.team-members'], fromBeginning: false });

  await consumer.run({
    eachMessage: async ({ message }) => {
      const event = JSON.parse(message.value.toString());
      if (event.event_type === 'team_member.updated') {
        await handleTeamMemberUpdated(event);
      }
    },
  });
}

run().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
