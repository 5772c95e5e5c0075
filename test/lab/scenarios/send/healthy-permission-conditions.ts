import { scenario } from '../../scenario.ts';

const role = 'arn:aws:iam::111122223333:role/mailer';

export default scenario({
  title: 'Conditions on where bounces go and on the display name hold for this send',
  world({ region }) {
    region.principals[role] = [
      {
        effect: 'Allow',
        actions: ['ses:Send*'],
        resources: ['*'],
        where: { 'ses:FeedbackAddress': '*@example.com', 'ses:FromDisplayName': 'Example*' },
      },
    ];
  },
  command: [
    '--identity',
    'info@example.com',
    '--principal',
    role,
    ...['--from-display-name', 'Example News', '--feedback-address', 'bounces@example.com'],
  ],
  expect: { exitCode: 0, codes: [], statuses: { 'send-permission info@example.com': 'pass' } },
});
