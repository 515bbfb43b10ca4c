const { Kafka } = require('kafkajs');

const kafka = new Kafka({
  clientId: 'email-sender',
  brokers: (process.env.KAFKA_BOOTSTRAP_SERVERS || 'localhost:9092').split(',')
});

const consumer = kafka.consumer({ groupId: process.env.KAFKA_CONSUMER_GROUP || 'node-email-sender' });

// The place for your own mail library: this one prints what it would send.
async function sendEmail({ to, subject, body }) {
  console.log(JSON.stringify({ to, subject, body }));
}

// Send welcome emails to new team members.
async function handleTeamMemberAdded(event) {
  const { team_members: members, sprint_name: sprintName } = event.data;

  for (const member of members) {
    if (!member.email) {
      continue; // an address is optional
    }
    await sendEmail({
      to: member.email,
      subject: `Welcome to ${sprintName}!`,
      body: `Hi ${member.name}, you've been added to ${sprintName}`
    });
  }
}

async function run() {
  await consumer.connect();
  await consumer.subscribe({ topics: ['sprint.team-members'], fromBeginning: true });

  await consumer.run({
    eachMessage: async ({ message }) => {
      const event = JSON.parse(message.value.toString());
      if (event.event_type === 'team_member.added') {
        await handleTeamMemberAdded(event);
      }
    },
  });
}

run().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
