import styles from './shape.module.css';

export const shapes = ['disc', 'ring', 'half', 'square', 'frame', 'diamond', 'triangle', 'forward', 'back', 'cross', 'bar', 'clash'] as const;
export type ShapeName = (typeof shapes)[number];

/** Colour means state and nothing else; `plain` is the colour of the text around it. */
export type Tone = 'red' | 'amber' | 'green' | 'blue' | 'violet' | 'grey' | 'plain';

/** A 12 px state mark. Never alone: a word stands beside it. */
export function Shape({ shape, tone, blinking = false }: { readonly shape: ShapeName; readonly tone: Tone; readonly blinking?: boolean }) {
  return (
    <svg
      className={styles['shape']}
      data-tone={tone}
      data-blinking={blinking || undefined}
      viewBox="0 0 12 12"
      width="12"
      height="12"
      aria-hidden
    >
      <Drawing shape={shape} />
    </svg>
  );
}

function Drawing({ shape }: { readonly shape: ShapeName }) {
  const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 2 } as const;
  switch (shape) {
    case 'disc':
      return <circle cx="6" cy="6" r="5" fill="currentColor" />;
    case 'ring':
      return <circle cx="6" cy="6" r="4.2" {...line} />;
    case 'half':
      return (
        <>
          <circle cx="6" cy="6" r="4.2" {...line} />
          <path d="M6 1.8a4.2 4.2 0 0 1 0 8.4z" fill="currentColor" />
        </>
      );
    case 'square':
      return <rect x="1.5" y="1.5" width="9" height="9" fill="currentColor" />;
    case 'frame':
      return <rect x="2" y="2" width="8" height="8" {...line} />;
    case 'diamond':
      return <path d="M6 .5 11.5 6 6 11.5.5 6z" fill="currentColor" />;
    case 'triangle':
      return <path d="M6 .8 11.6 11H.4z" fill="currentColor" />;
    case 'forward':
      return <path d="M2 1l9 5-9 5z" fill="currentColor" />;
    case 'back':
      return <path d="M10 1.8 2.8 6 10 10.2z" {...line} strokeLinejoin="round" />;
    case 'cross':
      return <path d="M2 2l8 8M10 2l-8 8" {...line} strokeWidth="2.2" />;
    case 'bar':
      return <path d="M1 6h10" {...line} strokeWidth="2.4" />;
    case 'clash':
      return <path d="M.5.8 5.6 6 .5 11.2zM11.5.8 6.4 6l5.1 5.2z" fill="currentColor" />;
  }
}
