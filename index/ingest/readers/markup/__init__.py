"""XML: repair, trees, and the forms in which agencies and scholars mark up texts."""
