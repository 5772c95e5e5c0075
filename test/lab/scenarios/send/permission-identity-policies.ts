import { scenario } from '../../scenario.ts';

const role = 'arn:aws:iam::111122223333:role/mailer';

export default scenario({
  title: 'No policy of the role allows the identity, and the identity has one of its own: that may be enough',
  world({ region }) {
    region.principals[role] = [
      { effect: 'Allow', actions: ['ses:Send*'], resources: ['*:configuration-set/*'] },
    ];
    region.identities['example.com'] = {
      ...region.identities['example.com'],
      Policies: {
        mailer: JSON.stringify({
          Statement: [{ Effect: 'Allow', Principal: { AWS: role }, Action: 'ses:Send*', Resource: '*' }],
        }),
      },
    };
  },
  command: ['--identity', 'info@example.com', '--principal', role],
  expect: {
    exitCode: 0,
    codes: ['send/access-denied'],
    statuses: { 'send-permission info@example.com': 'warn' },
  },
});
