import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The application names a global endpoint that is not there',
  command: [
    ...['--only', 'send', '--only', 'sending', '--identity', 'example.com'],
    ...['--endpoint-id', 'abc.123'],
  ],
  expect: { exitCode: 1, codes: ['send/global-endpoint-absent'] },
});
