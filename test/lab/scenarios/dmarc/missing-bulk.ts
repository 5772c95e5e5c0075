import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'There is no DMARC record, and 6,000 recipients a day',
  world({ dns, region }) {
    delete dns.names['_dmarc.example.com'];
    region.account.SendQuota = { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 6_000 };
  },
  command: ['--identity', 'example.com', '--only', 'dmarc*'],
  expect: { exitCode: 1, codes: ['dmarc/missing'], infos: [] },
});
