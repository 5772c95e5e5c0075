import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Nothing listens where the endpoint should be',
  command: ['--identity', 'example.com', '--endpoint-url', 'http://127.0.0.1:9'],
  expect: { exitCode: 3, codes: ['access/endpoint-unreachable'] },
});
