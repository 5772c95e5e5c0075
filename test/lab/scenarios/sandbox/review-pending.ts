import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Production access was asked for and is being reviewed',
  world({ region }) {
    region.account.ProductionAccessEnabled = false;
    region.account.Details = {
      MailType: 'TRANSACTIONAL',
      ReviewDetails: { Status: 'PENDING', CaseId: '17000000001' },
    };
  },
  command: ['--identity', 'example.com'],
  expect: {
    exitCode: 1,
    codes: ['sandbox/account-in-sandbox', 'sandbox/review-pending'],
    causes: ['sandbox/account-in-sandbox'],
  },
});
