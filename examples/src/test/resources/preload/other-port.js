// For `node --require`: lets a consumer that is written for Kafka on port 9092 find the one of a test, without a change in
// it. Only the first connection is written down in the consumer; from then on Kafka itself says where it is.
const fs = require('fs');
const net = require('net');

const WRITTEN_DOWN = 9092;
const FETCH = 1; // key of the request in Kafka's protocol, behind the length of four bytes

const connect = net.connect;
net.connect = (options, ...more) => {
  const elsewhere = options.port === WRITTEN_DOWN ? { ...options, port: Number(process.env.TEST_KAFKA_PORT) } : options;
  const socket = connect(elsewhere, ...more);
  const write = socket.write;
  socket.write = (data, ...rest) => {
    if (Buffer.isBuffer(data) && data.length > 6 && data.readInt16BE(4) === FETCH) {
      // its positions are settled: whatever is published from now on reaches it
      fs.writeFileSync(process.env.TEST_FETCHING_FILE, 'fetching');
    }
    return write.call(socket, data, ...rest);
  };
  return socket;
};
