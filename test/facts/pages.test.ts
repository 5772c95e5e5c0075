import { expect, it } from 'vitest';
import { collectPages } from '../../src/facts/pages.ts';
import { answerOf, Unavailable } from '../../src/model/unavailable.ts';

const never = new AbortController().signal;
/** Pages of two, `size` entries in all. */
const counting = (size: number) => (token: string | undefined) => {
  const start = Number(token ?? 0);
  const end = Math.min(size, start + 2);
  const items = Array.from({ length: end - start }, (_, index) => start + index);
  return Promise.resolve({ items, next: end < size ? String(end) : undefined });
};

it('pages to the end', async () => {
  expect(await collectPages({ ask: counting(5), signal: never })).toEqual({
    items: [0, 1, 2, 3, 4],
    complete: true,
    because: null,
  });
});

it('stops at the limit and says so', async () => {
  expect(await collectPages({ ask: counting(9), signal: never, limit: 4 })).toMatchObject({
    items: [0, 1, 2, 3],
    complete: false,
    because: 'stopped after 4 entries',
  });
});

it('keeps what is there when it is interrupted', async () => {
  const controller = new AbortController();
  const pages = await collectPages({
    ask: counting(9),
    signal: controller.signal,
    onPage: () => {
      controller.abort('SIGINT');
    },
  });
  expect(pages).toEqual({ items: [0, 1], complete: false, because: 'interrupted after 2 entries' });
});

it('does not go round in circles with a repeated token', async () => {
  const ask = () => Promise.resolve({ items: [1], next: 'again' });
  expect(await answerOf(collectPages({ ask, signal: never }))).toMatchObject({
    ok: false,
    why: { reason: 'bad-reply' },
  });
});

it('takes no failure for an empty list, and “not found” neither', async () => {
  const failing = (reason: 'not-found' | 'access-denied') => () =>
    Promise.reject(new Unavailable(reason, 'no'));
  for (const reason of ['not-found', 'access-denied'] as const)
    expect(await answerOf(collectPages({ ask: failing(reason), signal: never }))).toMatchObject({
      ok: false,
    });
});

it('does not wait for the page under way when it is interrupted', async () => {
  const controller = new AbortController();
  const pages = await collectPages({
    signal: controller.signal,
    ask: async (token) => {
      if (token === undefined) return { items: [0, 1], next: 'more' };
      setTimeout(() => {
        controller.abort('SIGINT');
      }, 1);
      return await new Promise(() => undefined);
    },
  });
  expect(pages).toEqual({ items: [0, 1], complete: false, because: 'interrupted after 2 entries' });
});

it('keeps what is there when the interruption fails the page under way', async () => {
  const controller = new AbortController();
  const pages = await collectPages({
    signal: controller.signal,
    ask: async (token) => {
      if (token === undefined) return { items: [0, 1], next: 'more' };
      controller.abort('SIGINT');
      throw new Unavailable('interrupted', 'the call was interrupted');
    },
  });
  expect(pages).toMatchObject({ items: [0, 1], complete: false });
});

it('has nothing to hand over before the first page', async () => {
  const controller = new AbortController();
  const pages = collectPages({
    signal: controller.signal,
    ask: async () => {
      setTimeout(() => {
        controller.abort('SIGINT');
      }, 1);
      return await new Promise(() => undefined);
    },
  });
  await expect(pages).rejects.toMatchObject({ why: { reason: 'interrupted' } });
});
