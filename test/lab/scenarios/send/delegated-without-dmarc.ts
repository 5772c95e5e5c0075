import { senderRecords } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The identity of another account: its domain has no DMARC record',
  world({ dns }) {
    Object.assign(dns.names, senderRecords('partner.example'));
    delete dns.names['_dmarc.partner.example'];
  },
  command: ['--source-arn', 'arn:aws:ses:eu-west-1:444455556666:identity/partner.example'],
  expect: { exitCode: 0, codes: ['dmarc/missing'] },
});
