import { scenario } from '../../scenario.ts';

const days = (count: number): number[] => Array.from({ length: 14 }, () => count);

export default scenario({
  title: 'The people of one mailbox provider call the mail spam, which the rate of the account hides',
  world({ region }) {
    region.account.VdmAttributes = { VdmEnabled: 'ENABLED' };
    region.receiverMetrics['Yahoo'] = { SEND: days(300), PERMANENT_BOUNCE: days(2), COMPLAINT: days(2) };
  },
  command: ['--only', 'reputation', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['reputation/receiver-complaints'] },
});
