import { expect, it } from 'vitest';
import { latePatterns } from '../../build/late-patterns.ts';

const long = '/a long pattern, which is longer than forty characters/u';

it.each([
  [
    `var x=1,a=${long};function f(t){return a.test(t)||a.source}`,
    `var x=1,a=()=>a_??=${long},a_;function f(t){return a().test(t)||a().source}`,
  ],
  // One that is made of others, late or not.
  [
    `var s='x',a=${long},b=new RegExp(s+a.source,'u');f(b)`,
    `var s='x',a=()=>a_??=${long},a_,b=()=>b_??=new RegExp(s+a().source,'u'),b_;f(b())`,
  ],
  [
    `var a=[['x',/y/u]],b={c:/d/u};f(a,b)`,
    `var a=()=>a_??=[['x',/y/u]],a_,b=()=>b_??={c:/d/u},b_;f(a(),b())`,
  ],
  // What asks for something when it is made, and what holds none.
  ['var a=[/x/u,f()],b=[/x/u].map(f),c=[/x/u.test(t)];f(a,b,c)', null],
  ['var a=new Set(b),c=[1,2],d=[()=>/x/u];f(a,c,d)', null],
  // What has the same name and is something else.
  [`var a=${long};g({a:a.source},b.a)`, `var a=()=>a_??=${long},a_;g({a:a().source},b.a)`],
  // A name that is declared twice, or handed on as a member of the same name, cannot be told apart.
  [`var a=${long};function f(a){return a}`, null],
  [`var a=${long};module.exports={a}`, null],
  [`var a=${long};module.exports={a:a}`, null],
  [`var a=${long},a_=1;f(a)`, null],
  // Short ones, and those that are made when something runs.
  ['var a=/short/u;a.test(t)', null],
  [`function f(){var a=${long};return a}`, null],
])('%s', (code, expected) => {
  expect(latePatterns(code)).toBe(expected ?? code);
});

it('makes one pattern for all uses', () => {
  const code = latePatterns(`var a=${long.replace('/u', '/g')};return [()=>a,()=>a.source]`);
  expect(code).toContain('??=');
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- what the build writes, as it runs
  const [pattern, text] = (new Function(code) as () => [() => RegExp, () => string])();
  expect(pattern()).toBe(pattern());
  expect(pattern().source).toBe(text());
});
