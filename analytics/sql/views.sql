-- views of a store; grain and meaning stand before each
create view store_marker as select 1 as is_made;
