import { senderRecords } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

const role = 'arn:aws:iam::111122223333:role/mailer';

export default scenario({
  title: 'The role may send with the identity of another account, as far as its own policies go',
  world({ dns, region }) {
    Object.assign(dns.names, senderRecords('partner.example'));
    region.principals[role] = [{ effect: 'Allow', actions: ['ses:Send*'], resources: ['*'] }];
  },
  command: [
    ...['--source-arn', 'arn:aws:ses:eu-west-1:444455556666:identity/partner.example'],
    ...['--identity', 'news@partner.example', '--principal', role],
  ],
  expect: {
    exitCode: 0,
    codes: [],
    statuses: { 'send-permission news@partner.example': 'pass' },
  },
});
