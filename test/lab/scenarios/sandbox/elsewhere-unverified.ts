import { emptyRegion } from '../../aws/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'In the sandbox here; another Region has production access, and does not know the sender',
  world({ region, aws }) {
    region.account.ProductionAccessEnabled = false;
    region.account.SendQuota = { Max24HourSend: 200, MaxSendRate: 1, SentLast24Hours: 3 };
    aws.regions['us-east-1'] = emptyRegion();
  },
  command: ['--identity', 'example.com'],
  expect: {
    exitCode: 1,
    firstCause: 'sandbox/account-in-sandbox',
    says: ['verify the sender there, which it is not yet'],
  },
});
