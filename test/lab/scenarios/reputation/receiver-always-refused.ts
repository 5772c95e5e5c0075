import { scenario } from '../../scenario.ts';

const days = (count: number): number[] => Array.from({ length: 14 }, () => count);

export default scenario({
  title: 'A mailbox provider has refused most of the mail as long as the numbers go back',
  world({ region }) {
    region.account.VdmAttributes = { VdmEnabled: 'ENABLED' };
    region.receiverMetrics['Yahoo'] = { SEND: days(300), PERMANENT_BOUNCE: days(200) };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['reputation/receiver-refuses'], says: ['at least since'] },
});
