import { scenario } from '../../scenario.ts';

const days = (before: number, after: number): number[] => [
  ...Array.from({ length: 10 }, () => before),
  ...Array.from({ length: 4 }, () => after),
];

export default scenario({
  title: 'One mailbox provider defers since four days ago',
  world({ region }) {
    region.account.VdmAttributes = { VdmEnabled: 'ENABLED' };
    region.receiverMetrics['Gmail'] = {
      SEND: days(500, 500),
      TRANSIENT_BOUNCE: days(1, 170),
      PERMANENT_BOUNCE: days(2, 3),
    };
    region.receiverMetrics['Yahoo'] = { SEND: days(300, 300), PERMANENT_BOUNCE: days(2, 2) };
  },
  command: ['--only', 'reputation', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['reputation/receiver-refuses'] },
});
