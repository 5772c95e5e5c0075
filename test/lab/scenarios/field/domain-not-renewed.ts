import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The domain was not renewed, and a receiver finds no such sender',
  world(world) {
    const { dns } = world;
    dns.names = Object.fromEntries(
      Object.entries(dns.names).filter(([name]) => name !== 'example.com' && !name.endsWith('.example.com')),
    );
  },
  command: ['--symptom', 'bounce.txt', '--identity', 'example.com'],
  files: { 'bounce.txt': 'smtp; 450 4.1.8 <news@example.com>: Sender address rejected: Domain not found' },
  expect: { exitCode: 1, firstCause: 'identity/domain-takes-no-mail' },
});
