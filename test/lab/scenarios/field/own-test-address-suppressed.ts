import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A test address bounced once, and since then sends to it are accepted and go nowhere',
  world(world) {
    const { region } = world;
    region.suppressed = [
      {
        EmailAddress: 'qa@receiver.example',
        Reason: 'BOUNCE',
        LastUpdateTime: new Date('2026-10-01T00:00:00Z'),
      },
    ];
  },
  command: ['--identity', 'example.com', '--recipient', 'QA@receiver.example'],
  expect: { exitCode: 1, firstCause: 'suppression/case-variant' },
});
