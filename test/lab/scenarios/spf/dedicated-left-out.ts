import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A dedicated IP that was brought along lies outside the ranges of SES, and SPF leaves it out',
  world({ region }) {
    region.dedicatedIps = [
      { Ip: '203.0.113.9', WarmupStatus: 'DONE', WarmupPercentage: 100, PoolName: 'bulk' },
    ];
  },
  command: ['--identity', 'example.com', '--only', 'spf*', '--only', 'mail-from*'],
  expect: { exitCode: 1, codes: ['spf/ses-not-authorised'], notCodes: ['mail-from/spf-no-ses'] },
});
