import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The plan holds the Virtual Deliverability Manager, which is switched off: nothing is asked of it',
  world({ region }) {
    region.account.PricingAttributes = { CurrentPlan: 'ESSENTIALS', NextPlan: 'PRO' };
    region.account.VdmAttributes = { VdmEnabled: 'DISABLED' };
  },
  command: ['--identity', 'example.com', '--only', 'quota', '--only', 'reputation*'],
  expect: {
    exitCode: 0,
    codes: [],
    statuses: { quota: 'pass', 'reputation-receivers': 'skipped', 'reputation-advice': 'skipped' },
  },
});
