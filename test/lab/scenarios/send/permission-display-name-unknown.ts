import { scenario } from '../../scenario.ts';

const role = 'arn:aws:iam::111122223333:role/mailer';

export default scenario({
  title: 'The policy asks for a display name, and none is given: a warning, as a send has one',
  world({ region }) {
    region.principals[role] = [
      {
        effect: 'Allow',
        actions: ['ses:Send*'],
        resources: ['*'],
        where: { 'ses:FromDisplayName': 'Example' },
      },
    ];
  },
  command: ['--identity', 'info@example.com', '--principal', role],
  expect: { exitCode: 0, codes: ['send/access-denied'] },
});
