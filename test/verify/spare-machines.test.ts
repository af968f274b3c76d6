import { expect, test } from 'vitest';
import { keepSpareMachines } from '../../src/verify/spare-machines.ts';

const one = { images: ['one'], hosts: [], needs: [] };
const two = { images: ['two'], hosts: [], needs: [] };

/** Spare machines that only write down what becomes of them; of a chapter with the image `broken` they cannot be ended. */
function keepToldMachines() {
  const told: string[] = [];
  let count = 0;
  const spare = keepSpareMachines(({ images: [image = ''] }) => {
    const name = `${image} ${++count}`;
    told.push(`start ${name}`);
    if (image === 'none') return Promise.reject(new Error('no machine'));
    return Promise.resolve({
      sandboxes: [],
      stop: () => {
        told.push(`stop ${name}`);
        return image === 'broken' ? Promise.reject(new Error('still there')) : Promise.resolve();
      },
    });
  });
  return { spare, told };
}

test('what a chapter took last stands ready, and gives way to what another one needs', async () => {
  const { spare, told } = keepToldMachines();
  await spare.take(one);
  await spare.take(one);
  await spare.take(two);
  await spare.stop();
  expect(told).toEqual([
    ...['start one 1', 'start one 2'],
    'start one 3',
    ...['stop one 3', 'start two 4', 'start two 5'],
    'stop two 5',
  ]);
});

test('machines that cannot be started or ended are told of to whoever asks for some, and then forgotten', async () => {
  const { spare } = keepToldMachines();
  await expect(spare.take({ ...one, images: ['none'] })).rejects.toThrow('no machine');
  await spare.take({ ...one, images: ['broken'] });
  await expect(spare.take(one)).rejects.toThrow('still there');
  await spare.take(one);
  await spare.stop();
});
