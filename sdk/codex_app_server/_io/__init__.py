"""Everything of the SDK that touches the world, written once on anyio."""
