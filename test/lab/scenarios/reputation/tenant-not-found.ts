import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The tenant that the program names does not exist in this Region',
  command: ['--identity', 'example.com', '--tenant', 'acme'],
  expect: { exitCode: 1, codes: ['reputation/tenant-not-found'] },
});
