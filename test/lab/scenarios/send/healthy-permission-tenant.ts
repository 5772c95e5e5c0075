import { scenario } from '../../scenario.ts';

const role = 'arn:aws:iam::111122223333:role/mailer';

export default scenario({
  title: 'The policy allows sends in the name of one tenant, which is named',
  world({ region }) {
    region.principals[role] = [
      { effect: 'Allow', actions: ['ses:Send*'], resources: ['*'], where: { 'ses:TenantName': 'shop' } },
    ];
  },
  command: [
    '--identity',
    'info@example.com',
    '--principal',
    role,
    ...['--tenant', 'shop', '--only', 'send-permission'],
  ],
  expect: { exitCode: 0, codes: [], statuses: { 'send-permission info@example.com': 'pass' } },
});
