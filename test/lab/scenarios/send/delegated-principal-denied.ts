import { senderRecords } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

const role = 'arn:aws:iam::111122223333:role/mailer';

export default scenario({
  title: 'The role may send with its own identities, and not with the one of another account',
  world({ dns, region }) {
    Object.assign(dns.names, senderRecords('partner.example'));
    region.principals[role] = [
      { effect: 'Allow', actions: ['ses:Send*'], resources: ['arn:aws:ses:*:111122223333:*'] },
    ];
  },
  command: [
    ...['--source-arn', 'arn:aws:ses:eu-west-1:444455556666:identity/partner.example'],
    ...['--identity', 'news@partner.example', '--principal', role],
  ],
  expect: { exitCode: 1, codes: ['send/access-denied'] },
});
