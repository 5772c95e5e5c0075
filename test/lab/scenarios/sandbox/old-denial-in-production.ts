import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A denial from before production access was granted',
  world({ region }) {
    region.account.Details = {
      MailType: 'MARKETING',
      ReviewDetails: { Status: 'DENIED', CaseId: '17000000002' },
    };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: [] },
});
