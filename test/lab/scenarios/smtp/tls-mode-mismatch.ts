import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A port of their own, which starts in plain text, is tried with TLS',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 465: { tls: 'starttls' } } };
  },
  command: ['--only', 'smtp*', '--timeout', '20'],
  expect: { exitCode: 1, codes: ['smtp/tls-mode-mismatch'] },
});
