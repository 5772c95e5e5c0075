import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'What answers speaks no newer TLS than 1.1',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: { maxTls: 'TLSv1.1' } } };
  },
  command: ['--only', 'smtp*', '--timeout', '20'],
  expect: { exitCode: 1, codes: ['smtp/tls-version-too-old'] },
});
