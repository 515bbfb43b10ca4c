const { Kafka } = require('kafkajs');

const kafka = new Kafka({
  clientId: 'sprint-consumer',
  brokers: ['localhost:9092']
});

const consumer = kafka.consumer({ groupId: 'node-sprint-processor' });

async function run() {
  await consumer.connect();
  await consumer.subscribe({ 
    topics: ['sprint.lifecycle', 'sprint.team-members'],
    fromBeginning: false 
  });

  await consumer.run({
    eachMessage: async ({ topic, partition, message }) => {
      const event = JSON.parse(message.value.toString());
      
      console.log({
        topic,
        partition,
        offset: message.offset,
        eventType: event.event_type,
        data: event.data
      });
      
      // Add your business logic here
      switch(event.event_type) {
        case 'sprint.created':
          // Handle sprint creation
          break;
        case 'team_member.added':
          // Handle team member addition
          break;
      }
    },
  });
}

run().catch(console.error);
