import { useEffect, useRef } from 'react';
import type { TimelineData } from './timeline-data.ts';
import { drawTimeline } from './timeline-draw.ts';

/** Draws use over time, again whenever something of it or the size changes. Returns the `ref` of the canvas. */
export function useDrawing(data: TimelineData, colors: ReadonlyMap<number, number>, cursor: number | undefined) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const draw = () => drawTimeline(element, data, colors, cursor);
    draw();
    const resized = new ResizeObserver(draw);
    resized.observe(element);
    return () => resized.disconnect();
  }, [data, colors, cursor]);
  return canvas;
}
