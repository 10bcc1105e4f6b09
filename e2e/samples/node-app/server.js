// The sample's web service: `/` greets, `/db` tells whether the database accepts connections. No dependencies, so that
// `npm install` needs no network.
import { createServer } from 'node:http';
import { connect } from 'node:net';

const port = Number(process.env.PORT ?? 4000);

/** Resolves to undefined once a TCP connection stands, or to what went wrong. */
function tryDatabase() {
  return new Promise((resolve) => {
    const socket = connect({ host: 'db', port: 5432, timeout: 2000 });
    const end = (problem) => {
      socket.destroy();
      resolve(problem);
    };
    socket.once('connect', () => end());
    socket.once('timeout', () => end('no answer within 2 s'));
    socket.once('error', (error) => end(error.message));
  });
}

const server = createServer((request, response) => {
  if (request.url === '/db') void answerDatabase(response);
  else response.end(`Hello from dockerexample on port ${port}\n`);
});

async function answerDatabase(response) {
  const problem = await tryDatabase();
  response.statusCode = problem === undefined ? 200 : 503;
  response.end(problem === undefined ? 'db:5432 accepts connections\n' : `db:5432: ${problem}\n`);
}

server.listen(port, () => console.log(`Listening on port ${port}`));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(0)); // PID 1 has no default action
