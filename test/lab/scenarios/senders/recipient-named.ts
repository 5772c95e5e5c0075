import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A recipient is named and no sender: the senders of the account are not looked at',
  world({ dns }) {
    delete dns.names['_dmarc.example.com'];
  },
  command: ['--recipient', 'someone@receiver.example'],
  expect: { exitCode: 0, codes: [], statuses: { dmarc: 'skipped' } },
});
