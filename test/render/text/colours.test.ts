import { describe, expect, it } from 'vitest';
import { coloursOf } from '../../../src/render/text/colours.ts';

const { bold, dim, red } = coloursOf(1);

describe('colours', () => {
  it('end what they begin', () => {
    expect(red('x')).toBe('\u001b[31mx\u001b[39m');
  });

  it('begin again behind a style that ends with the same code', () => {
    expect(bold(`a ${dim('b')} c`)).toBe('\u001b[1ma \u001b[2mb\u001b[22m\u001b[1m c\u001b[22m');
  });

  it('do not run over the end of a line', () => {
    expect(red('a\nb')).toBe('\u001b[31ma\u001b[39m\n\u001b[31mb\u001b[39m');
  });

  it('leave nothing around nothing', () => {
    expect(red('')).toBe('');
  });

  it('are none on level 0', () => {
    expect(coloursOf(0).bold('x')).toBe('x');
  });
});
