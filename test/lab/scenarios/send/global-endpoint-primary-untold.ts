import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The endpoint is not in the list of this Region, and another Region did not list its own',
  world({ aws }) {
    aws.faults = [{ op: 'ListMultiRegionEndpoints', region: 'us-east-1', kind: 'deny' }];
  },
  command: [
    ...['--only', 'send', '--only', 'sending', '--identity', 'example.com'],
    ...['--endpoint-id', 'abc.123'],
  ],
  expect: { exitCode: 3, codes: [], statuses: { 'send-global-endpoint example.com': 'unknown' } },
});
