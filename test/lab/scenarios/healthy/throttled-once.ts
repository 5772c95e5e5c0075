import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Every operation throttles its first call, as SES does to those who hurry',
  world({ aws }) {
    aws.faults = ['GetAccount', 'GetEmailIdentity', 'GetConfigurationSet', 'GetMetricData'].map((op) => ({
      op,
      kind: 'throttle',
      times: 1,
    }));
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: [] },
});
