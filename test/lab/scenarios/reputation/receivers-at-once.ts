import { scenario } from '../../scenario.ts';

const days = (before: number, after: number): number[] => [
  ...Array.from({ length: 10 }, () => before),
  ...Array.from({ length: 4 }, () => after),
];

export default scenario({
  title: 'Three mailbox providers refuse since the same day: one cause, and each is named',
  world({ region }) {
    region.account.VdmAttributes = { VdmEnabled: 'ENABLED' };
    region.receiverMetrics['Gmail'] = { SEND: days(400, 400), PERMANENT_BOUNCE: days(1, 80) };
    region.receiverMetrics['Yahoo'] = { SEND: days(300, 300), PERMANENT_BOUNCE: days(1, 60) };
    region.receiverMetrics['Hotmail'] = { SEND: days(400, 400), PERMANENT_BOUNCE: days(1, 80) };
  },
  command: ['--identity', 'example.com'],
  expect: {
    exitCode: 0,
    codes: ['reputation/receiver-refuses'],
    says: ['Gmail (20%), Yahoo (20%) and Hotmail (20%)', 'something changed on your side'],
  },
});
