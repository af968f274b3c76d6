/** What a card says of a page. */
export interface Card {
  part: string;
  title: string;
  description: string;
  /** How many commands were verified and on which engine lines; undefined where none were. */
  verified: { commands: number; engineLines: readonly string[] } | undefined;
}

/** A picture's width and height in pixels, as those who show links ask for. */
export const cardSize = { width: 1200, height: 630 };

type Style = Record<string, string | number>;

/** An element as satori takes it. */
interface Drawn {
  type: string;
  props: {
    style: Style;
    children?: Drawn[] | string;
    src?: string;
    width?: number;
    height?: number;
  };
}

/** A page's card, in the colours of the light theme: what part, what page, and what was verified of it. `icon` is the site's as a data URL. */
export function drawCard({ part, title, description, verified }: Card, icon: string): Drawn {
  return box(
    { ...column, ...cardSize, backgroundColor: paper, color: ink, fontFamily: 'Pretendard' },
    [
      box({ height: 14, backgroundColor: green }, []),
      box({ ...column, flexGrow: 1, padding: '62px 80px 56px' }, [
        words({ fontSize: 30, fontWeight: 600, color: green }, part),
        words(
          {
            fontSize: title.length > 16 ? 72 : 88,
            fontWeight: 800,
            lineHeight: 1.2,
            marginTop: 18,
            letterSpacing: '-0.02em',
          },
          title,
        ),
        words({ fontSize: 30, lineHeight: 1.55, marginTop: 26, color: gray }, description),
        box({ flexGrow: 1 }, []),
        box({ justifyContent: 'space-between', alignItems: 'center' }, [
          box({ alignItems: 'center' }, [
            { type: 'img', props: { src: icon, width: 56, height: 56, style: {} } },
            words({ fontSize: 32, fontWeight: 700, marginLeft: 20 }, '돌려 보는 도커'),
          ]),
          ...(verified ? [badge(verified)] : []),
        ]),
      ]),
    ],
  );
}

const [paper, ink, gray, green, soft] = ['#fdfcfa', '#17211f', '#58635f', '#0b6b66', '#e0f0e4'];

const column = { flexDirection: 'column' };

function badge({ commands, engineLines }: NonNullable<Card['verified']>): Drawn {
  const style = {
    alignItems: 'center',
    padding: '14px 28px',
    borderRadius: 40,
    backgroundColor: soft,
  };
  return box(style, [
    words({ fontSize: 28, fontWeight: 700, color: '#1d6639' }, `명령 ${commands}개 확인됨`),
    words({ fontSize: 28, marginLeft: 16, color: '#1d6639' }, engineLines.join(' · ')),
  ]);
}

const box = (style: Style, children: Drawn[]): Drawn => ({
  type: 'div',
  props: { style: { display: 'flex', ...style }, children },
});

/** Word by word: left to itself, a line may end between a Latin word and its particle. */
const words = (style: Style, text: string): Drawn =>
  box(
    { flexWrap: 'wrap', columnGap: '0.26em', ...style },
    text.split(' ').map((word) => ({ type: 'div', props: { style: {}, children: word } })),
  );
