import { scenario } from '../../scenario.ts';

const role = 'arn:aws:iam::111122223333:role/mailer';

export default scenario({
  title: 'The policy has bounces go to the own domain, and this send has them go elsewhere',
  world({ region }) {
    region.principals[role] = [
      {
        effect: 'Allow',
        actions: ['ses:Send*'],
        resources: ['*'],
        where: { 'ses:FeedbackAddress': '*@example.com' },
      },
    ];
  },
  command: [
    '--identity',
    'info@example.com',
    '--principal',
    role,
    ...['--feedback-address', 'bounces@elsewhere.example'],
  ],
  expect: { exitCode: 1, codes: ['send/access-denied'] },
});
