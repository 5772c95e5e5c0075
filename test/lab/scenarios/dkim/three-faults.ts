import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'One DKIM record is missing, one has its zone twice, and one leads elsewhere',
  world({ dns: { names } }) {
    const [gone, elsewhere, doubled] = Object.keys(names).filter((name) =>
      name.endsWith('._domainkey.example.com'),
    );
    if (gone === undefined || elsewhere === undefined || doubled === undefined)
      throw new Error('the healthy world has three DKIM records');
    names[`${doubled}.example.com`] = names[doubled] ?? {};
    names[elsewhere] = { CNAME: ['key.other.example'] };
    Reflect.deleteProperty(names, gone);
    Reflect.deleteProperty(names, doubled);
  },
  command: ['--identity', 'example.com', '--only', 'dkim-records'],
  expect: {
    exitCode: 1,
    codes: ['dkim/record-missing', 'dkim/name-doubled', 'dkim/wrong-target'],
    causes: ['dkim/record-missing'],
  },
});
