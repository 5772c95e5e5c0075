import { scenario } from '../../scenario.ts';

const days = (before: number, after: number): number[] => [
  ...Array.from({ length: 10 }, () => before),
  ...Array.from({ length: 4 }, () => after),
];

export default scenario({
  title: 'Providers that bounce little, and a few messages of which half bounced',
  world({ region }) {
    region.account.VdmAttributes = { VdmEnabled: 'ENABLED' };
    region.receiverMetrics['Gmail'] = { SEND: days(500, 4), PERMANENT_BOUNCE: days(3, 2) };
    region.receiverMetrics['Yahoo'] = { SEND: days(300, 300), PERMANENT_BOUNCE: days(2, 2) };
  },
  command: ['--only', 'reputation', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: [], statuses: { 'reputation-receivers example.com': 'pass' } },
});
