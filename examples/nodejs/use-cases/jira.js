// Creates the corresponding sprint in Jira Cloud. Node.js 18 or newer.

const mapping = new Map(); // the place for your own table

async function createSprint({ name, startDate, endDate }) {
  const user = `${process.env.JIRA_USER}:${process.env.JIRA_TOKEN}`;
  const response = await fetch(`${process.env.JIRA_URL}/rest/agile/1.0/sprint`, {
    method: 'POST',
    redirect: 'error',
    headers: {
      Authorization: `Basic ${Buffer.from(user).toString('base64')}`,
      Accept: 'application/json',
      'Content-Type': 'application/json'
    },
    body: JSON.stringify({
      name,
      startDate: `${startDate}T12:00:00.000+00:00`,
      endDate: `${endDate}T12:00:00.000+00:00`,
      originBoardId: Number(process.env.JIRA_BOARD_ID)
    })
  });
  if (!response.ok) {
    throw new Error(`Jira answered ${response.status}`);
  }
  return response.json();
}

// Store mapping between our sprint ID and Jira's sprint ID.
async function saveMapping({ internalId, jiraId }) {
  mapping.set(internalId, jiraId);
  console.log(`${internalId} is sprint ${jiraId} in Jira`);
}

async function handleSprintCreated(event) {
  const sprint = await createSprint({
    name: event.data.sprint_name,
    startDate: event.data.start_date,
    endDate: event.data.end_date
  });

  await saveMapping({ internalId: event.data.sprint_id, jiraId: sprint.id });
}

async function run() {
  const { Kafka } = require('kafkajs');

  const kafka = new Kafka({
    clientId: 'jira-sync',
    brokers: (process.env.KAFKA_BOOTSTRAP_SERVERS || 'localhost:9092').split(',')
  });
  const consumer = kafka.consumer({ groupId: process.env.KAFKA_CONSUMER_GROUP || 'node-jira-sync' });

  await consumer.connect();
  await consumer.subscribe({ topics: ['sprint.lifecycle'], fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ message }) => {
      const event = JSON.parse(message.value.toString());
      if (event.event_type === 'sprint.created') {
        await handleSprintCreated(event);
      }
    }
  });
}

if (require.main === module) {
  run().catch((error) => {
    console.error(error);
    process.exitCode = 1;
  });
}

module.exports = { handleSprintCreated };
