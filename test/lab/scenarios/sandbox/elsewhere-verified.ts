import { healthyRegion } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'In the sandbox here; another Region has production access, and the sender is verified there',
  world({ region, aws }) {
    region.account.ProductionAccessEnabled = false;
    region.account.SendQuota = { Max24HourSend: 200, MaxSendRate: 1, SentLast24Hours: 3 };
    aws.regions['us-east-1'] = healthyRegion();
  },
  command: ['--identity', 'example.com'],
  expect: {
    exitCode: 1,
    firstCause: 'sandbox/account-in-sandbox',
    says: ['if us-east-1 is the Region that was meant, send through it: the sender is verified there too'],
  },
});
