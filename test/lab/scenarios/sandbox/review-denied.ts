import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'AWS marked the request for production access as denied',
  world({ region }) {
    region.account.ProductionAccessEnabled = false;
    region.account.Details = {
      MailType: 'MARKETING',
      ReviewDetails: { Status: 'DENIED', CaseId: '17000000002' },
    };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 1, codes: ['sandbox/account-in-sandbox', 'sandbox/review-denied'] },
});
