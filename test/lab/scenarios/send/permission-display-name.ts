import { scenario } from '../../scenario.ts';

const role = 'arn:aws:iam::111122223333:role/mailer';

export default scenario({
  title: 'The policy allows one display name, and this send has another',
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
  command: ['--identity', 'info@example.com', '--principal', role, ...['--from-display-name', 'Someone']],
  expect: { exitCode: 1, codes: ['send/access-denied'] },
});
