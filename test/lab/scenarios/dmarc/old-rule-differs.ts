import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Only the public suffix has a DMARC record',
  world({ dns }) {
    dns.names['_dmarc.co.uk'] = { TXT: ['v=DMARC1; p=reject; psd=y; rua=mailto:dmarc@co.uk'] };
  },
  command: ['--identity', 'shop.co.uk', '--only', 'dmarc*'],
  expect: { exitCode: 0, codes: ['dmarc/old-rule-differs'] },
});
