import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import satori from 'satori';
import sharp from 'sharp';
import { cardSize, drawCard, type Card } from './draw-card.ts';

/** Reads typeface and icon below the project's folder `root`; what it returns renders a card as a PNG of few colours. */
export function openRenderer(root: URL): (card: Card) => Promise<Buffer> {
  const { resolve } = createRequire(new URL('package.json', root));
  const fonts = weights.map(([name, weight]) => ({
    name: 'Pretendard',
    weight,
    style: 'normal' as const,
    data: readFileSync(resolve(`pretendard/dist/public/static/Pretendard-${name}.otf`)),
  }));
  const svg = readFileSync(new URL('public/favicon.svg', root));
  const icon = `data:image/svg+xml;base64,${svg.toString('base64')}`;
  return async (card) => {
    const drawn = await satori(drawCard(card, icon), { ...cardSize, fonts });
    return sharp(Buffer.from(drawn)).png({ palette: true, colours: 64, dither: 0 }).toBuffer();
  };
}

const weights = [
  ['Regular', 400],
  ['SemiBold', 600],
  ['Bold', 700],
  ['ExtraBold', 800],
] as const;
