import { afterEach, describe, expect, it } from 'vitest';
import type { Answer } from 'dns-packet';
import { dnsProbe, systemResolvers, type DnsProbeOptions } from '../../../src/probes/dns/probe.ts';
import type { DnsProbe } from '../../../src/model/dns.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import { type Asked, dnsServer, type Reply, soa, type TestServer } from './server.ts';

const servers: TestServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map(({ close }) => close()));
});

async function serverWith(
  answer: (asked: Asked) => Reply,
  options?: { tcp?: boolean; host?: string },
): Promise<TestServer> {
  const server = await dnsServer(answer, options);
  servers.push(server);
  return server;
}

/** Where no other test listens: a port that is to be closed may be another one's a moment later. */
const addressOfNobodyElse = '127.53.0.77';
/** For what answers: a machine may be slow. */
const patient = { timeoutMs: 30_000, tryMs: 30_000 };
/** For what loses questions: the next try comes soon, and so many of them may follow. */
const eager = { timeoutMs: 30_000, tryMs: 100 };
/** For what never answers. */
const hasty = { timeoutMs: 1000, tryMs: 500 };

function probeOf(ports: readonly (number | TestServer)[], more: Partial<DnsProbeOptions> = {}): DnsProbe {
  return dnsProbe({
    servers: ports.map((one) => (typeof one === 'number' ? { host: '127.0.0.1', port: one } : one)),
    ...patient,
    signal: new AbortController().signal,
    ...more,
  });
}

async function failure(
  question: Promise<unknown>,
): Promise<{ reason: string; message: string; question: string }> {
  const error = await question.then(
    (value) => {
      throw new Error(`there was an answer: ${JSON.stringify(value)}`);
    },
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Unavailable)) throw error;
  const { reason, message, question: asked } = error.why;
  return { reason, message: message.replaceAll(/\d+\.\d+\.\d+\.\d+/g, 'IP'), question: asked };
}

const txt = (name: string, ...strings: (string | Buffer)[]): Answer => ({
  type: 'TXT',
  name,
  ttl: 300,
  data: strings,
});

describe('what a resolver says', () => {
  it('a TXT record in several strings, joined with case kept', async () => {
    const server = await serverWith(({ name }) => ({ answers: [txt(name, 'v=DKIM1; p=AbC', 'dEf')] }));
    expect(await probeOf([server]).resolve('X.Example.com.', 'TXT')).toEqual({
      exists: true,
      records: ['v=DKIM1; p=AbCdEf'],
      ttl: 300,
      chain: [],
    });
    expect(server.asked).toMatchObject([{ name: 'x.example.com', edns: true, recursion: true, over: 'udp' }]);
  });

  it('a character cut in two by the strings, and a byte that is no UTF-8', async () => {
    const server = await serverWith(({ name }) => ({
      answers: [txt(name, Buffer.from([0xc3]), Buffer.from([0xa9])), txt(name, Buffer.from([0x61, 0xff]))],
    }));
    expect((await probeOf([server]).resolve('a.test', 'TXT')).records).toEqual(['é', 'a\ufffd']);
  });

  it('every type in its own words, in lower case and without the final dot', async () => {
    const records: Record<string, Answer> = {
      A: { type: 'A', name: 'a.test', ttl: 5, data: '192.0.2.7' },
      AAAA: { type: 'AAAA', name: 'a.test', ttl: 5, data: '2001:db8::7' },
      CNAME: { type: 'CNAME', name: 'a.test', ttl: 5, data: 'B.Test' },
      MX: { type: 'MX', name: 'a.test', ttl: 5, data: { preference: 10, exchange: 'Mail.TEST' } },
      NS: { type: 'NS', name: 'a.test', ttl: 5, data: 'NS1.test' },
      PTR: { type: 'PTR', name: 'a.test', ttl: 5, data: 'Host.test' },
      SOA: soa('a.test'),
    };
    const server = await serverWith(({ type }) => ({
      answers: [records[type]].filter((one) => one !== undefined),
    }));
    const dns = probeOf([server]);
    const got = await Promise.all(
      (['A', 'AAAA', 'CNAME', 'MX', 'NS', 'PTR', 'SOA'] as const).map(
        async (type) => (await dns.resolve('a.test', type)).records,
      ),
    );
    expect(got).toEqual([
      ['192.0.2.7'],
      ['2001:db8::7'],
      ['b.test'],
      [{ preference: 10, exchange: 'mail.test' }],
      ['ns1.test'],
      ['host.test'],
      [{ mname: 'ns1.a.test', serial: 7, minimum: 60 }],
    ]);
  });

  it('a null MX, whose exchange is the root', async () => {
    const server = await serverWith(({ name }) => ({
      answers: [{ type: 'MX', name, ttl: 5, data: { preference: 0, exchange: '.' } }],
    }));
    expect((await probeOf([server]).resolve('a.test', 'MX')).records).toEqual([
      { preference: 0, exchange: '' },
    ]);
  });

  it('no such name, with the TTL of the negative answer', async () => {
    const server = await serverWith(() => ({
      rcode: 3,
      authorities: [soa('test', { ttl: 900, minimum: 60 })],
    }));
    expect(await probeOf([server]).resolve('a.test', 'TXT')).toEqual({
      exists: false,
      records: [],
      ttl: 60,
      chain: [],
    });
    expect(server.asked).toHaveLength(1);
  });

  it('no such name, by a policy zone of the network in place of the zones above the name', async () => {
    const server = await serverWith(() => ({ rcode: 3, authorities: [soa('rpz.corp.test')] }));
    expect(await probeOf([server]).resolve('a.example.test', 'TXT')).toMatchObject({
      exists: false,
      filteredBy: 'rpz.corp.test',
    });
    const itself = await serverWith(() => ({ authoritative: true }));
    expect(await probeOf([itself]).resolve('a.example.test', 'TXT')).toMatchObject({ filteredBy: '' });
    for (const zone of ['a.example.test', 'example.test', 'test']) {
      const honest = await serverWith(() => ({ rcode: 3, authorities: [soa(zone)] }));
      expect(await probeOf([honest]).resolve('a.example.test', 'TXT')).not.toHaveProperty('filteredBy');
    }
  });

  it('no record, beside the name servers and the SOA of the zone (RFC 2308 2.2)', async () => {
    const server = await serverWith(() => ({
      authorities: [
        { type: 'NS', name: 'test', ttl: 1, data: 'ns1.test' },
        { type: 'SOA', name: 'test', ttl: 1, data: { mname: 'ns1.test', rname: 'h.test', minimum: 5 } },
      ],
    }));
    expect(await probeOf([server]).resolve('a.test', 'TXT')).toMatchObject({ exists: true, records: [] });
  });

  it('no record, with nothing beside it (RFC 2308 2.2)', async () => {
    const server = await serverWith(() => ({}));
    expect(await probeOf([server]).resolve('a.test', 'TXT')).toMatchObject({ exists: true, records: [] });
  });

  it('a name without this type', async () => {
    const server = await serverWith(() => ({ authorities: [soa('test', { ttl: 30, minimum: 60 })] }));
    expect(await probeOf([server]).resolve('a.test', 'TXT')).toEqual({
      exists: true,
      records: [],
      ttl: 30,
      chain: [],
    });
  });

  it('a CNAME chain within one answer', async () => {
    const server = await serverWith(({ name }) => ({
      answers: [
        { type: 'CNAME', name, ttl: 20, data: 'B.test' },
        { type: 'CNAME', name: 'b.test', ttl: 10, data: 'c.test' },
        txt('c.test', 'hello'),
      ],
    }));
    expect(await probeOf([server]).resolve('a.test', 'TXT')).toEqual({
      exists: true,
      records: ['hello'],
      ttl: 10,
      chain: [
        { name: 'a.test', target: 'b.test', ttl: 20 },
        { name: 'b.test', target: 'c.test', ttl: 10 },
      ],
    });
  });

  it('a CNAME chain that the resolver leaves to us', async () => {
    const server = await serverWith(({ name }) =>
      name === 'a.test'
        ? { answers: [{ type: 'CNAME', name, ttl: 20, data: 'b.test' }] }
        : { answers: [txt('b.test', 'hello')] },
    );
    const answer = await probeOf([server]).resolve('a.test', 'TXT');
    expect(answer.records).toEqual(['hello']);
    expect(answer.chain).toHaveLength(1);
  });

  it('a CNAME to a name that does not exist', async () => {
    const server = await serverWith(({ name }) => ({
      rcode: 3,
      answers: [{ type: 'CNAME', name, ttl: 20, data: 'b.test' }],
      authorities: [soa('test')],
    }));
    expect(await probeOf([server]).resolve('a.test', 'TXT')).toMatchObject({
      exists: false,
      records: [],
      ttl: 20,
    });
  });

  it('the CNAME itself when that is what was asked', async () => {
    const server = await serverWith(({ name }) => ({
      answers: [{ type: 'CNAME', name, ttl: 20, data: 'b.test' }],
    }));
    expect(await probeOf([server]).resolve('a.test', 'CNAME')).toEqual({
      exists: true,
      records: ['b.test'],
      ttl: 20,
      chain: [],
    });
  });

  describe('the CNAME of a name whose text was asked for', () => {
    const alias: Answer = { type: 'CNAME', name: 'k.test', ttl: 60, data: 'Key.example' };
    const both = (dns: DnsProbe) =>
      Promise.all([
        dns.resolve('k.test', 'TXT').catch(() => null),
        dns.resolve('k.test', 'CNAME').catch(() => null),
      ]);

    it('is in the reply about the text', async () => {
      const server = await serverWith(() => ({ answers: [alias, txt('key.example', 'v=DKIM1')] }));
      const [text, cname] = await both(probeOf([server]));
      expect(text).toMatchObject({ records: ['v=DKIM1'], ttl: 60 });
      expect(cname).toEqual({ exists: true, records: ['key.example'], ttl: 60, chain: [] });
      expect(server.asked.map(({ type }) => type)).toEqual(['TXT']);
    });

    it.each<[string, Reply, number | null]>([
      ['the text stands at the name itself', { answers: [txt('k.test', 'v=DKIM1')] }, 1],
      ['there is no text and no CNAME in its reply', { authorities: [soa('test')] }, 1],
      // Twice as anybody would, and twice for what is there without a look at signatures.
      ['the text gets SERVFAIL', { rcode: 2 }, 4],
      ['the text gets no answer, however often', 'silence', null],
    ])('is asked for where %s', async (_what, reply, times) => {
      const server = await serverWith(({ type }) => (type === 'CNAME' ? { answers: [alias] } : reply));
      const [, cname] = await both(probeOf([server], reply === 'silence' ? hasty : {}));
      expect(cname).toEqual({ exists: true, records: ['key.example'], ttl: 60, chain: [] });
      expect(server.asked.filter(({ type }) => type === 'CNAME')).toHaveLength(1);
      const texts = server.asked.filter(({ type }) => type === 'TXT').length;
      expect(texts).toBe(times ?? Math.max(2, texts));
    });

    it('does not wait for a text that takes longer than a try', async () => {
      let answersTexts = false;
      const server = await serverWith(({ name, type }) =>
        type === 'CNAME' || answersTexts ? { answers: name === 'k.test' ? [alias] : [] } : 'silence',
      );
      const dns = probeOf([server], eager);
      const text = dns.resolve('k.test', 'TXT');
      expect(await dns.resolve('k.test', 'CNAME')).toMatchObject({ exists: true });
      answersTexts = true;
      await text;
    });
  });

  it('records of another owner or type in the answer do not count', async () => {
    const server = await serverWith(({ name }) => ({
      answers: [txt('other.test', 'no'), { type: 'A', name, ttl: 1, data: '192.0.2.1' }, txt(name, 'yes')],
    }));
    expect((await probeOf([server]).resolve('a.test', 'TXT')).records).toEqual(['yes']);
  });

  it('an answer in another case than the question', async () => {
    const server = await serverWith(({ name }) => ({
      question: { name: name.toUpperCase(), type: 'TXT' },
      answers: [txt(name.toUpperCase(), 'yes')],
    }));
    expect((await probeOf([server]).resolve('a.test', 'TXT')).records).toEqual(['yes']);
  });

  it('an answer of a resolver on IPv6', async () => {
    const server = await serverWith(({ name }) => ({ answers: [txt(name, 'six')] }), { host: '::1' });
    const dns = probeOf([], { servers: [{ host: '::1', port: server.port }] });
    expect((await dns.resolve('a.test', 'TXT')).records).toEqual(['six']);
  });

  it('a name that does not fit into DNS does not exist, and is not asked', async () => {
    const server = await serverWith(() => ({}));
    for (const name of [`${'a'.repeat(64)}.test`, 'a..test', `${'abcdefg.'.repeat(40)}test`]) {
      expect(await probeOf([server]).resolve(name, 'TXT')).toMatchObject({ exists: false, records: [] });
    }
    expect(server.asked).toEqual([]);
  });
});

describe('over TCP', () => {
  it('the whole of an answer that was cut', async () => {
    const server = await serverWith(({ name, over }) =>
      over === 'udp' ? { truncated: true } : { answers: [txt(name, 'x'.repeat(255), 'y'.repeat(255))] },
    );
    expect((await probeOf([server]).resolve('a.test', 'TXT')).records[0]).toHaveLength(510);
  });

  it('an answer that was cut in the middle of a record', async () => {
    const server = await serverWith(({ name, over }) =>
      over === 'udp'
        ? { truncated: true, answers: [txt(name, 'hello')], damage: (message) => message.subarray(0, -3) }
        : { answers: [txt(name, 'hello')] },
    );
    expect((await probeOf([server]).resolve('a.test', 'TXT')).records).toEqual(['hello']);
  });

  it('an answer that came damaged', async () => {
    const server = await serverWith(({ name, over }) => ({
      answers: [txt(name, 'v=spf1 -all')],
      ...(over === 'udp' ? { damage: cutLastString } : {}),
    }));
    expect((await probeOf([server]).resolve('a.test', 'TXT')).records).toEqual(['v=spf1 -all']);
    expect(server.asked.map(({ over }) => over)).toEqual(['udp', 'tcp']);
  });
});

/** RDLENGTH says less than the string needs. */
function cutLastString(message: Buffer): Buffer {
  const damaged = Buffer.from(message);
  const rdlength = message.length - 'v=spf1 -all'.length - 3;
  damaged.writeUInt16BE(damaged.readUInt16BE(rdlength) - 2, rdlength);
  return damaged;
}

describe('a question that gets no answer is not an empty answer', () => {
  const cases: Record<
    string,
    { answer: (asked: Asked) => Reply; tcp?: boolean; waits?: true; reason: string; says: string }
  > = {
    SERVFAIL: { answer: () => ({ rcode: 2 }), reason: 'bad-reply', says: 'answered SERVFAIL' },
    REFUSED: { answer: () => ({ rcode: 5 }), reason: 'refused', says: 'answered REFUSED' },
    'another response code': {
      answer: () => ({ rcode: 9 }),
      reason: 'bad-reply',
      says: 'answered response code 9',
    },
    silence: { answer: () => 'silence', waits: true, reason: 'timeout', says: 'did not answer within 1 s' },
    'another id': {
      waits: true,
      answer: ({ id, name }) => ({ id: (id + 1) % 65536, answers: [txt(name, 'forged')] }),
      reason: 'bad-reply',
      says: 'do not belong to the question',
    },
    'another question': {
      waits: true,
      answer: () => ({ question: { name: 'other.test', type: 'TXT' }, answers: [txt('a.test', 'forged')] }),
      reason: 'bad-reply',
      says: 'do not belong to the question',
    },
    'a query instead of a reply': {
      waits: true,
      answer: ({ name }) => ({
        answers: [txt(name, 'forged')],
        damage: (message) => {
          message.writeUInt8(message.readUInt8(2) & 0x7f, 2);
          return message;
        },
      }),
      reason: 'bad-reply',
      says: 'do not belong to the question',
    },
    garbage: {
      waits: true,
      answer: () => ({ damage: () => Buffer.from('hello') }),
      reason: 'bad-reply',
      says: 'do not belong',
    },
    'a damaged answer, also over TCP': {
      answer: ({ name }) => ({ answers: [txt(name, 'v=spf1 -all')], damage: cutLastString }),
      reason: 'bad-reply',
      says: 'cannot be read',
    },
    'a damaged answer, and no TCP': {
      answer: ({ name }) => ({ answers: [txt(name, 'v=spf1 -all')], damage: cutLastString }),
      tcp: false,
      reason: 'bad-reply',
      says: 'does not accept the question over TCP',
    },
    'a cut answer, and no TCP': {
      answer: ({ name }) => ({ truncated: true, answers: [txt(name, 'v=spf1')] }),
      tcp: false,
      reason: 'bad-reply',
      says: 'does not accept the question over TCP',
    },
    'a cut answer, and silence over TCP': {
      waits: true,
      answer: ({ over }) => (over === 'udp' ? { truncated: true } : 'silence'),
      reason: 'bad-reply',
      says: 'does not answer over TCP',
    },
    'records of another name alone': {
      answer: () => ({ answers: [txt('other.test', 'v=spf1 -all')] }),
      reason: 'bad-reply',
      says: 'answered with records that nobody asked for',
    },
    'records of another type alone': {
      answer: ({ name }) => ({ answers: [{ type: 'A', name, ttl: 1, data: '192.0.2.1' }] }),
      reason: 'bad-reply',
      says: 'answered with records that nobody asked for',
    },
    'an alias of another name alone': {
      answer: () => ({ answers: [{ type: 'CNAME', name: 'other.test', ttl: 1, data: 'a.test' }] }),
      reason: 'bad-reply',
      says: 'answered with records that nobody asked for',
    },
    'a referral to the root': {
      answer: () => ({ authorities: [{ type: 'NS', name: '.', ttl: 1, data: 'a.root-servers.net' }] }),
      reason: 'bad-reply',
      says: 'referred to other servers in place of an answer',
    },
    'a referral to the servers of the zone': {
      answer: () => ({ authorities: [{ type: 'NS', name: 'test', ttl: 1, data: 'ns1.test' }] }),
      reason: 'bad-reply',
      says: 'referred to other servers in place of an answer',
    },
    'CNAMEs that go round': {
      answer: ({ name }) => ({
        answers: [{ type: 'CNAME', name, ttl: 1, data: name === 'a.test' ? 'b.test' : 'a.test' }],
      }),
      reason: 'bad-reply',
      says: 'go round in a circle (a.test -> b.test -> a.test)',
    },
    'CNAMEs without end': {
      answer: ({ name }) => ({ answers: [{ type: 'CNAME', name, ttl: 1, data: `x${name}` }] }),
      reason: 'bad-reply',
      says: 'never end',
    },
    'an EDNS version nobody has (BADVERS)': {
      answer: () => ({
        // An OPT record whose extended code makes the whole 16.
        damage: (message) => {
          message.writeUInt16BE(1, 10);
          return Buffer.concat([message, Buffer.from([0, 0, 41, 4, 208, 1, 0, 0, 0, 0, 0])]);
        },
      }),
      reason: 'bad-reply',
      says: 'answered BADVERS',
    },
  };
  for (const [name, { answer, tcp, waits, reason, says }] of Object.entries(cases)) {
    it(name, async () => {
      const server = await serverWith(answer, tcp === false ? { tcp, host: addressOfNobodyElse } : {});
      const why = await failure(probeOf([server], waits && hasty).resolve('a.test', 'TXT'));
      expect(why).toMatchObject({ reason, question: 'TXT a.test' });
      expect(why.message).toContain(says);
    });
  }

  it('nothing listens there', async () => {
    const server = await dnsServer(() => ({}), { host: addressOfNobodyElse });
    await server.close();
    expect(await failure(probeOf([server]).resolve('a.test', 'TXT'))).toMatchObject({
      reason: 'unreachable',
    });
  });

  it('no resolver at all', async () => {
    expect(await failure(probeOf([]).resolve('a.test', 'TXT'))).toEqual({
      reason: 'unreachable',
      message: 'this system has no DNS resolver',
      question: 'TXT a.test',
    });
  });

  it('an interrupted run', async () => {
    const server = await serverWith(() => 'silence');
    const interrupt = new AbortController();
    const question = failure(probeOf([server], { signal: interrupt.signal }).resolve('a.test', 'TXT'));
    interrupt.abort();
    expect(await question).toMatchObject({ reason: 'interrupted' });
  });
});

describe('tries', () => {
  it('the next server after SERVFAIL, REFUSED and silence', async () => {
    const good = await serverWith(({ name }) => ({ answers: [txt(name, 'yes')] }));
    for (const bad of [() => ({ rcode: 2 }), () => ({ rcode: 5 }), (): Reply => 'silence']) {
      const server = await serverWith(bad);
      expect((await probeOf([server, good], eager).resolve('a.test', 'TXT')).records).toEqual(['yes']);
    }
  });

  it('the same server again after a lost packet and after one SERVFAIL', async () => {
    for (const first of ['silence', { rcode: 2 }] as const) {
      const server: TestServer = await serverWith(({ name }) =>
        server.asked.length === 1 ? first : { answers: [txt(name, 'yes')] },
      );
      expect((await probeOf([server], eager).resolve('a.test', 'TXT')).records).toEqual(['yes']);
    }
  });

  it('NXDOMAIN is an answer: nobody else is asked', async () => {
    const first = await serverWith(() => ({ rcode: 3 }));
    const second = await serverWith(() => ({ rcode: 3 }));
    await probeOf([first, second]).resolve('a.test', 'TXT');
    expect([first.asked.length, second.asked.length]).toEqual([1, 0]);
  });

  it('an answer that is slower than one try still counts', async () => {
    const server = await serverWith(({ name }) => ({ answers: [txt(name, 'late')], delayMs: 250 }));
    expect((await probeOf([server], eager).resolve('a.test', 'TXT')).records).toEqual(['late']);
  });

  it('without EDNS where the server does not know it, and remembers that', async () => {
    const server = await serverWith(({ name, edns }) =>
      edns ? { rcode: 1 } : { answers: [txt(name, 'old')] },
    );
    const dns = probeOf([server]);
    expect((await dns.resolve('a.test', 'TXT')).records).toEqual(['old']);
    await dns.resolve('b.test', 'TXT');
    expect(server.asked.map(({ edns }) => edns)).toEqual([true, false, false]);
  });

  it('one question per name and type, from changing ports with changing ids', async () => {
    const server = await serverWith(({ name }) => ({ answers: [txt(name, 'x')] }));
    const dns = probeOf([server]);
    await Promise.all([dns.resolve('a.test', 'TXT'), dns.resolve('A.test.', 'TXT')]);
    expect(server.asked).toHaveLength(1);
    for (let index = 0; index < 20; index++) await dns.resolve(`n${index}.test`, 'TXT');
    expect(new Set(server.asked.map(({ id }) => id)).size).toBeGreaterThan(15);
    expect(new Set(server.asked.map(({ port }) => port)).size).toBeGreaterThan(10);
  });

  it('one slow name does not hold up or cancel another', async () => {
    const server = await serverWith(({ name }) =>
      name === 'slow.test' ? 'silence' : { answers: [txt(name, 'fast')] },
    );
    const dns = probeOf([server], hasty);
    const slow = failure(dns.resolve('slow.test', 'TXT'));
    expect((await dns.resolve('fast.test', 'TXT')).records).toEqual(['fast']);
    expect(await slow).toMatchObject({ reason: 'timeout' });
  });

  it('never more than the limit in flight', async () => {
    let now = 0;
    let most = 0;
    const server = await serverWith(({ name }) => {
      most = Math.max(most, ++now);
      setTimeout(() => now--, 5);
      return { answers: [txt(name, 'x')], delayMs: 6 };
    });
    const dns = probeOf([server], { maxInFlight: 10 });
    await Promise.all(Array.from({ length: 40 }, (_, index) => dns.resolve(`n${index}.test`, 'TXT')));
    expect(most).toBeLessThanOrEqual(10);
    expect(server.asked).toHaveLength(40);
  });
});

describe('the resolvers of the system', () => {
  it('addresses with and without a port', () => {
    expect(systemResolvers(['192.0.2.1', '192.0.2.1:5353', '2001:db8::1', '[2001:db8::1]:5353'])).toEqual([
      { host: '192.0.2.1', port: 53 },
      { host: '192.0.2.1', port: 5353 },
      { host: '2001:db8::1', port: 53 },
      { host: '2001:db8::1', port: 5353 },
    ]);
  });
});
