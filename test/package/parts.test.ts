import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { packStart, packText, partsOf, type Parts } from '../../bin/parts.ts';

/** Named apart, as no such file is there. */
const neighbour = './a';
let folder = '';
let ran: string[] = [];
let packs: Record<string, Parameters<Parts['add']>[0]> = {};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ses-doctor-parts-'));
  vi.stubGlobal('SES_DOCTOR_PACKS', { suffix: 'x', first: { one: 0, two: 3 }, host: 1 });
  ran = [];
  packs = {};
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  vi.unstubAllGlobals();
  Reflect.deleteProperty(globalThis, Symbol.for('ses-doctor.part'));
});

/** Parts whose packs are those of the test; scripts are run as the program runs them. */
function parts(): Parts {
  const all = partsOf(
    folder,
    (file, text) => {
      ran.push(file.slice(folder.length + 1));
      // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- a pack is a script
      if (text !== null) new Function(text)();
      else all.add(packs[file.slice(folder.length + 1)] ?? {});
    },
    (id) => id.replace(folder, 'in the folder'),
  );
  return all;
}

describe('the parts of the packs', () => {
  it('run once, when they are asked for, and load the pack that their number tells', () => {
    let times = 0;
    packs['one.x.cjs'] = {
      0: (_, module) => {
        times += 1;
        module.exports = { zero: true };
      },
      2: () => undefined,
    };
    packs['two.x.cjs'] = {
      5: (_, module, require, file) => void (module.exports = { of: require(neighbour), file }),
    };
    const part = parts();
    expect([part(0), part(0), times]).toEqual([{ zero: true }, { zero: true }, 1]);
    expect(part(5)).toEqual({ of: 'in the folder/a', file: `${folder}/5` });
    expect(part(2)).toEqual({});
    expect(ran).toEqual(['one.x.cjs', 'two.x.cjs']);
  });

  it('are the same for all who ask in a thread', () => {
    expect(parts()).toBe(parts());
  });

  it('of the host come out of the pack that is named', () => {
    packs['explain.x.cjs'] = { 1: (_, module) => void (module.exports = { run: true }) };
    expect(parts().host('explain')).toEqual({ run: true });
    expect(ran).toEqual(['explain.x.cjs']);
  });

  it('that fail are run again by the next who asks, and one that is in no pack is an error', () => {
    packs['one.x.cjs'] = {
      0: () => {
        throw new Error('no memory');
      },
    };
    const part = parts();
    expect(() => part(0)).toThrow('no memory');
    expect(() => part(0)).toThrow('no memory');
    expect(() => part(1)).toThrow(`Cannot load '${folder}/one.x.cjs': it is not whole`);
  });

  it('of one check are cut out of the packs that hold them', () => {
    const [first, second] = [
      '3:function(a,m){m.exports={three:this===undefined}},\n',
      '4:function(a,m){m.exports={four:1}},\n',
    ];
    writeFileSync(join(folder, 'two.x.cjs'), packText(`9:0,\n${first}8:0,\n${second}`));
    const at = packStart.length + '9:0,\n'.length;
    writeFileSync(
      join(folder, 'words.x.txt'),
      `one.x.cjs two.x.cjs\n4 0 0 0\n3 1 ${at} ${first.length} 1 ${at + first.length + '8:0,\n'.length} ${second.length}\n`,
    );
    const part = parts();
    expect([part.alone(3), part(4), part.alone(3)]).toEqual([{ three: true }, { four: 1 }, { three: true }]);
    expect(ran).toEqual(['words-3.x.cjs']);
  });

  it('whose file is missing are an error as of a missing module', () => {
    expect(() => parts().alone(3)).toThrow(
      expect.objectContaining({
        code: 'MODULE_NOT_FOUND',
        message: `Cannot find module '${folder}/words.x.txt'`,
      }),
    );
  });

  it('leave members of a module of another kind what they become', () => {
    const { toESM } = parts();
    const from = { value: 1, __esModule: false };
    const to = toESM(from) as { value: number; default: object };
    from.value = 2;
    expect([to.value, to.default]).toEqual([2, from]);
    const module = { __esModule: true };
    expect(toESM(module)).toBe(module);
    expect(toESM(null)).toEqual({ default: null });
  });
});
